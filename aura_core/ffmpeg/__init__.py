"""All that we know about FFmpeg: where it is, its command lines as values, its processes, and what files hold."""
