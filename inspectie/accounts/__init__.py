"""Staff accounts: sign-in, sessions, second factors, and the audit list."""
