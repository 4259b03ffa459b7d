"""The suite; it mirrors the package folder by folder and runs on either shop."""
