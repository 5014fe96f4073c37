"""What every room stands on; it knows neither the web nor learning."""
