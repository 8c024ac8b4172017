/** The pages for people. They do what the API does, by the same stores and rules, and never more. */
@NullMarked
package dev.playgate.control.dashboard;

import org.jspecify.annotations.NullMarked;
