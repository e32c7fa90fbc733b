"""监督考核: how the column fares by the indicators of the inspection, per 处室 and as a whole.

``values`` says what a report is; one module per subject finds the figures; ``sections`` lists them in the order of the
report; ``assess`` puts the report together, and ``trend`` asks the same of earlier days. Nothing here is presentation.
"""
