# Guide.
guide-title = Guide
guide-about = What each page does, and the answers to the most common questions.
guide-toc = Contents of the guide
guide-start = Getting started
guide-key = Settings: the Api key
guide-points = Points of sale / warehouses
guide-fields = What the till may write
guide-products = Products
guide-stock = Stock
guide-orders = Orders
guide-inlets = Immediate notices
guide-pause = Pairings and Pause
guide-reports = Reports and Log
guide-people = People and personal data
guide-questions = Frequent questions
