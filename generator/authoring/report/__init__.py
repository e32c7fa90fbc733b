"""The assessment as people and programs take it away: a page to print, a workbook, JSON, and text for the terminal."""
