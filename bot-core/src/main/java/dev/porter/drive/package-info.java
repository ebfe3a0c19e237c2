/// The account's own space on the NAS, folder by folder.
@NullMarked
package dev.porter.drive;

import org.jspecify.annotations.NullMarked;
