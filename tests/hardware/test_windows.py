"""
Graphics processors as Windows tells them.
"""

import pytest

from aura_core.hardware.windows import read
from aura_core.model.hardware import Gpu


SAID = r"""{"adapters":[
{"Name":"Microsoft Remote Display Adapter","AdapterCompatibility":"Microsoft","AdapterRAM":null,"DriverVersion":"10.0.26100.1","PNPDeviceID":"SWD\\REMOTEDISPLAYENUM\\RDPIDD_INDIRECTDISPLAY"},
{"Name":"NVIDIA GeForce RTX 4070","AdapterCompatibility":"NVIDIA","AdapterRAM":4293918720,"DriverVersion":"32.0.15.6094","PNPDeviceID":"PCI\\VEN_10DE&DEV_2786&SUBSYS_1&REV_A1\\4&2"},
{"Name":"Intel(R) UHD Graphics 770","AdapterCompatibility":"Intel Corporation","AdapterRAM":1073741824,"DriverVersion":"32.0.101.5768","PNPDeviceID":"PCI\\VEN_8086&DEV_4680&SUBSYS_2&REV_0C\\3&1"}],
"memory":[{"DriverDesc":"NVIDIA GeForce RTX 4070","Bytes":12878610432},{"DriverDesc":"Intel(R) UHD Graphics 770","Bytes":null},{"DriverDesc":null,"Bytes":null}]}"""


class TestRead:
    def test_counts_all_of_the_memory(self):
        """
        Where the adapter's 32 bits are not enough, the driver's entry has all of it; what is no card is left out.
        """
        assert (
            Gpu("0", "NVIDIA", "NVIDIA GeForce RTX 4070", 12282, "32.0.15.6094"),
            Gpu("1", "Intel", "Intel(R) UHD Graphics 770", 1024, "32.0.101.5768"),
        ) == read(SAID)

    @pytest.mark.parametrize("said", ["", "Access denied", '{"adapters":[],"memory":[]}', "{}"])
    def test_takes_nothing_for_nothing(self, said):
        """
        A PowerShell that is not there, or may not ask, knows of no processor.
        """
        assert () == read(said)
