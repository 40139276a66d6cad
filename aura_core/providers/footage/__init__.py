"""Who finds pictures and clips that others took, or paints some."""
