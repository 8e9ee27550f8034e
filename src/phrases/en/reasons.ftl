# Words of this area: reasons
