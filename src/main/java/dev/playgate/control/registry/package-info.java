/** The registry: organisations, their keys, groups and streams; today a file that is followed as it changes. */
@NullMarked
package dev.playgate.control.registry;

import org.jspecify.annotations.NullMarked;
