"""Site → Artifacts: compile the prose, draw the charts, write each output; pure, nothing touches the disk."""
