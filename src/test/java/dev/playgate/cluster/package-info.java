/** Several processes as they run in production: edges, a control process, a PostgreSQL server and an origin. */
@NullMarked
package dev.playgate.cluster;

import org.jspecify.annotations.NullMarked;
