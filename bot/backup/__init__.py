"""Everything that is ours, and the homeserver's, copied in step, and put back."""
