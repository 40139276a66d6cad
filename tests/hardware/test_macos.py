"""
Graphics processors as macOS tells them.
"""

import json

import pytest

from aura_core.hardware.macos import read
from aura_core.model.hardware import Gpu


M1 = """{
  "SPDisplaysDataType" : [
    {
      "_name" : "Apple M1 Pro",
      "spdisplays_metalfamily" : "spdisplays_metal3",
      "spdisplays_ndrvs" : [ { "_name" : "Color LCD", "_spdisplays_pixels" : "3024 x 1964" } ],
      "spdisplays_vendor" : "sppci_vendor_Apple",
      "sppci_bus" : "spdisplays_builtin",
      "sppci_cores" : "16",
      "sppci_device_type" : "spdisplays_gpu",
      "sppci_model" : "Apple M1 Pro"
    }
  ]
}"""

INTEL = """{
  "SPDisplaysDataType" : [
    {
      "_name" : "kHW_IntelUHDGraphics630Item",
      "spdisplays_device-id" : "0x3e9b",
      "spdisplays_vendor" : "Intel",
      "spdisplays_vram_shared" : "1536 MB",
      "sppci_model" : "Intel UHD Graphics 630"
    },
    {
      "_name" : "kHW_AMDRadeonPro5300MItem",
      "spdisplays_device-id" : "0x7340",
      "spdisplays_vendor" : "sppci_vendor_amd",
      "spdisplays_vram" : "4 GB",
      "sppci_model" : "AMD Radeon Pro 5300M"
    }
  ]
}"""


class TestRead:
    def test_counts_shared_memory_by_what_metal_recommends(self):
        """
        Apple's processors take of the machine's memory, three quarters at most.
        """
        assert (Gpu("0", "Apple", "Apple M1 Pro", 12 * 1024),) == read(M1, 16 * 1024**3)

    def test_counts_own_memory(self):
        """
        Others have memory of their own, or what they borrow, which counts for nothing.
        """
        assert (
            Gpu("0", "Intel", "Intel UHD Graphics 630", 0),
            Gpu("1", "AMD", "AMD Radeon Pro 5300M", 4096),
        ) == read(INTEL, 16 * 1024**3)

    @pytest.mark.parametrize("said", ["", "nothing", "[]", "{}", '{"SPDisplaysDataType": []}'])
    def test_takes_nothing_for_nothing(self, said):
        """
        A tool that is not there or says something else knows of no processor.
        """
        assert () == read(said, 1)

    def test_survives_what_it_does_not_know(self):
        """
        Members that are missing leave a processor without a name, not without an answer.
        """
        assert (Gpu("0", "unknown", "unknown", 0),) == read(json.dumps({"SPDisplaysDataType": [{}]}), 1)
