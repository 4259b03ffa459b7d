"""How we say it: every message is a row before it is sent, and passes one gate on its way out.

Others queue intents (`actions.queue.queue_messages`), cancel them, and read what became of them.
Channels are one file each in `channels/`.
"""
