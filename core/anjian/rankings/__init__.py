"""评分排名: regions ranked by the indicators of a campaign, each score kept with its parts."""
