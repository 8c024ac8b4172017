/** What runs: WebSockets and long responses, and what ends them (security E4). */
@NullMarked
package dev.playgate.edge.session;

import org.jspecify.annotations.NullMarked;
