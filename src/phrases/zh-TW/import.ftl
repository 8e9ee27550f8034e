# Words of this area: import
