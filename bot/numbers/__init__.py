"""What `/metrics` tells, and `etwin status`: numbers alone, never about somebody."""
