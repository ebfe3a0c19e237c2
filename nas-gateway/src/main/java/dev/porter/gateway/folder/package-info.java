/// A folder on this computer, or one that is mounted, as the NAS.
@NullMarked
package dev.porter.gateway.folder;

import org.jspecify.annotations.NullMarked;
