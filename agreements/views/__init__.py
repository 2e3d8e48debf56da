"""What is asked about agreements, and what is answered."""
