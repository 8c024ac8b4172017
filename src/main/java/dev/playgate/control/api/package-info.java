/** What all calls of the API have in common: who calls, with what, and how it is answered (product section 4). */
@NullMarked
package dev.playgate.control.api;

import org.jspecify.annotations.NullMarked;
