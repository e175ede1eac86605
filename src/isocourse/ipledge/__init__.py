"""The month's iPLEDGE checklist: windows, steps and the verdict, by the rules of each event's own date.

Pure: the moment is an argument, zones are handed in.
"""
