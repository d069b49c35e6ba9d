# Products.
