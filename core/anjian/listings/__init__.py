"""Listed supervision (挂牌督办): a major hazard hung on a government's board until it is gone, for everybody to see."""
