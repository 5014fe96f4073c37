"""What people are told, kept until they have read it, and sent as letters too."""
