requested_on < consent_on
