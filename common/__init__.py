"""Small tools that would fit any web application: loose dates, stated numbers, text cleaning, Norwegian order."""
