"""What was found where films need something, and what the API answers about it."""
