"""What every door shares: errors as answers, the session of a request, the built front end."""
