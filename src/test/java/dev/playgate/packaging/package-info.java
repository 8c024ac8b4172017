/** What is shipped beside the code: the image, the manifests, the scripts. */
@NullMarked
package dev.playgate.packaging;

import org.jspecify.annotations.NullMarked;
