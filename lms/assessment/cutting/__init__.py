"""What a panel of judges comes to, as a number, a picture and a file."""
