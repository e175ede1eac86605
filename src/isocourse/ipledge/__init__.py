"""The month's iPLEDGE checklist: windows, steps and the verdict, from the record and the rules of each event's own date.

Pure: the moment is an argument, zones are handed in.
"""
