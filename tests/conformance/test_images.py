"""
Our sources of pictures keep the promises of the port.
"""

from aura_core.providers.images.slides import SlideImages
from aura_core.testing.images import ImageSourceSuite


class TestSlideImages(ImageSourceSuite):
    source = SlideImages()
