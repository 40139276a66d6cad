"""
The values that flow through the pipeline, one file a hand-over, in its order; they are also what goes over the wire.

order (brief, voice, render) → script → narration → visuals → captions → timeline → artifact

Beside the flow: what happens meanwhile (events), who waits for it (job), and what goes wrong (problems).
"""
