"""The film as pixels: pictures, moves of the camera, crossfades and overlays."""
