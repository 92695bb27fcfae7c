"""What a person can mend."""
