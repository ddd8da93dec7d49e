-- Redis's time: {seconds, microseconds}.
-- KEYS[1] a key that names the node: on a Cluster every process asks the same one, whose clock is the only one.
return redis.call('TIME')
