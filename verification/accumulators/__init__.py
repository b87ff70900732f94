"""What is gathered from batches: small values, each made `of` a batch and merged in their order.

Those that are exact merge exactly, however the rows were parted; those that are not hold the bound
they state. None draws by lot: the same rows give the same values. What is made of a batch decides
nothing about the whole: which type a column has, or what it holds of people, is judged at the end.
"""
