"""Whatever comes over the wire, no exception leaves a mapping, and no sound device is lost beside a broken one."""
