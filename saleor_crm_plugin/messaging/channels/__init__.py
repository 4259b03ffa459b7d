"""The channels, one file each; `channel.load_channels` imports them all."""
