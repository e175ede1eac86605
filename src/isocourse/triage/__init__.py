"""Understanding a patient: own words or a named effect, to what it is, how urgent, and why.

Pure: no file, clock or terminal. `hearing` turns words into signs, `assess` signs into an answer, `logged` looks at
what was logged. What they know is data (`isocourse.content.triage`). Import from them: none pays for all.
"""
