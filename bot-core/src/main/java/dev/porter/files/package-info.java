/// The catalogue of stored files and their versions, and what people do with them.
@NullMarked
package dev.porter.files;

import org.jspecify.annotations.NullMarked;
