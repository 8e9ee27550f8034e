# Words of this area: desk
