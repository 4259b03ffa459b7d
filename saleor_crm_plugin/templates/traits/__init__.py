"""What variants can ask of recipients, beside what the message itself says; one file each."""
