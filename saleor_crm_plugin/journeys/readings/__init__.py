"""One file per thing that journeys can look at; each registers itself when the folder is loaded."""
