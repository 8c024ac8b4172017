/** The decision alone, for proxies that ask before they proxy themselves. */
@NullMarked
package dev.playgate.edge.authorize;

import org.jspecify.annotations.NullMarked;
