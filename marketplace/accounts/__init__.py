"""Who people are: accounts, their roles and departments, how they prove themselves."""
