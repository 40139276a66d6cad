"""Who speaks: implementations of :class:`aura_core.ports.SpeechSynthesizer`."""
