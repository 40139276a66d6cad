"""Writers of scripts that need nothing but what is installed."""
