"""What helps to test programs that use this library; needs the extra ``testing``."""
