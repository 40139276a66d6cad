"""What of the machine may be used, in the words of the client's page about hardware."""

from __future__ import annotations

from aura_core.configuration.configuration import Configuration
from aura_core.model.acceleration import HardwareConfig
from aura_core.model.settings.hardware import HardwarePerformanceSettings


__all__ = ["choose_hardware", "hardware_config"]


def hardware_config(configuration: Configuration) -> HardwareConfig:
    """Return what the owner's document says of the machine."""
    return _config(configuration.read().settings.hardware)


def choose_hardware(configuration: Configuration, config: HardwareConfig) -> HardwareConfig:
    """
    Have the owner's document say *config*; what begins afterwards follows it.

    Raises:
        InvalidInputError: with everything that is wrong with *config*.
    """
    changed = configuration.patch(
        {
            "hardware": {
                "selectedGpuId": config.preferred_gpu_id,
                "hardwareAccelerationEnabled": config.enable_hardware_acceleration,
                "preferredEncoder": config.preferred_encoder,
                "encodingPreset": config.encoding_preset,
                "useGpuForImageGeneration": config.use_gpu_for_image_generation,
                "maxConcurrentJobs": config.max_concurrent_jobs,
                "customEncoderSettings": dict(config.custom_encoder_settings),
            }
        }
    )
    return _config(changed.hardware)


def _config(hardware: HardwarePerformanceSettings) -> HardwareConfig:
    return HardwareConfig(
        preferred_gpu_id=hardware.selected_gpu_id,
        enable_hardware_acceleration=hardware.hardware_acceleration_enabled,
        preferred_encoder=hardware.preferred_encoder,
        encoding_preset=hardware.encoding_preset,
        use_gpu_for_image_generation=hardware.use_gpu_for_image_generation,
        max_concurrent_jobs=hardware.max_concurrent_jobs,
        custom_encoder_settings=hardware.custom_encoder_settings,
    )
