published_on < period_end
